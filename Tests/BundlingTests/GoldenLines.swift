/// Whole lines as they must come out; a change of one is a change for everybody who imports them.
enum GoldenLines {
  static let chart =
    #"{"entry":[{"request":{"method":"PUT","url":"Patient/63a01841-65a0-5a4b-a06c-99cdfbaa"#
    + #"55d6"},"resource":{"address":[{"city":"COLUMBUS","line":["1234 MAPLE AVE"],"postalCo"#
    + #"de":"43215","state":"OH"}],"birthDate":"1961-03-04","gender":"female","id":"63a01841"#
    + #"-65a0-5a4b-a06c-99cdfbaa55d6","identifier":[{"system":"https://lakeside.example/char"#
    + #"ts/mrn/GEN","value":"00123456"},{"system":"http://hl7.org/fhir/sid/us-ssn","value":""#
    + #"012345678"}],"name":[{"family":"KOWALCZYK","given":["MARGARET","A"]}],"resourceType""#
    + #":"Patient","telecom":[{"system":"phone","value":"6145550123"}]}},"#
    + #"{"request":{"method":"PUT","url":"Provenance/8d5700d5-b4f7-5593-aeab-458651625399"},"#
    + #""resource":{"agent":[{"who":{"display":"chartlift"}}],"entity":[{"role":"source","wh"#
    + #"at":{"identifier":{"value":"qqq7u8zM3d0AAAAAAAAAAQ"}}}],"id":"8d5700d5-b4f7-5593-aea"#
    + #"b-458651625399","recorded":"2026-11-21T00:00:00Z","resourceType":"Provenance","targe"#
    + #"t":[{"reference":"Patient/63a01841-65a0-5a4b-a06c-99cdfbaa55d6"}]}},"#
    + #"{"request":{"method":"PUT","url":"Encounter/e8aac831-5518-591e-aae6-d81c2ed7cfbb"},""#
    + #"resource":{"class":{"code":"UNK","system":"http://terminology.hl7.org/CodeSystem/v3-"#
    + #"NullFlavor"},"id":"e8aac831-5518-591e-aae6-d81c2ed7cfbb","identifier":[{"system":"ht"#
    + #"tps://lakeside.example/charts/encounter/GEN","value":"E 77"}],"resourceType":"Encoun"#
    + #"ter","status":"unknown","subject":{"reference":"Patient/63a01841-65a0-5a4b-a06c-99cd"#
    + #"fbaa55d6"}}},"#
    + #"{"request":{"method":"PUT","url":"Condition/5e949ca2-9956-5449-9c2a-30bdb5888c1d"},""#
    + #"resource":{"code":{"coding":[{"code":"E11.9","system":"http://hl7.org/fhir/sid/icd-1"#
    + #"0-cm"}]},"encounter":{"reference":"Encounter/e8aac831-5518-591e-aae6-d81c2ed7cfbb"},"#
    + #""id":"5e949ca2-9956-5449-9c2a-30bdb5888c1d","recordedDate":"1998-02","resourceType":"#
    + #""Condition","subject":{"reference":"Patient/63a01841-65a0-5a4b-a06c-99cdfbaa55d6"}}}"#
    + #","#
    + #"{"request":{"method":"PUT","url":"Procedure/cfdb81b0-4979-562d-8d73-2e3a57cf78c3"},""#
    + #"resource":{"code":{"coding":[{"code":"45.23","system":"http://www.cms.gov/Medicare/C"#
    + #"oding/ICD10"}]},"encounter":{"reference":"Encounter/e8aac831-5518-591e-aae6-d81c2ed7"#
    + #"cfbb"},"id":"cfdb81b0-4979-562d-8d73-2e3a57cf78c3","performedDateTime":"1998-02","re"#
    + #"sourceType":"Procedure","status":"unknown","subject":{"reference":"Patient/63a01841-"#
    + #"65a0-5a4b-a06c-99cdfbaa55d6"}}},"#
    + #"{"request":{"method":"PUT","url":"DocumentReference/b6318804-8b19-5130-acc6-3ea9c889"#
    + #"7447"},"resource":{"author":[{"display":"Dr. O'Hara"}],"category":[{"text":"scan"}],"#
    + #""content":[{"attachment":{"contentType":"image/tiff","hash":"2jmj7l5rSw0yVb/vlWAYkK/"#
    + #"YBwk=","url":"/GEN/B%2012/0678.TIF"}}],"context":{"encounter":[{"reference":"Encount"#
    + #"er/e8aac831-5518-591e-aae6-d81c2ed7cfbb"}],"period":{"start":"1998-02"}},"date":"200"#
    + #"4-05-06T00:00:00Z","description":"Discharge \"summary\"","id":"b6318804-8b19-5130-ac"#
    + #"c6-3ea9c8897447","identifier":[{"system":"https://lakeside.example/charts/film","val"#
    + #"ue":"DOC0000123"},{"value":"box B12/reel R0345/frame 0678/12 pages"}],"resourceType""#
    + #":"DocumentReference","status":"current","subject":{"reference":"Patient/63a01841-65a"#
    + #"0-5a4b-a06c-99cdfbaa55d6"},"type":{"coding":[{"code":"18842-5","system":"http://loin"#
    + #"c.org"}]}}}"#
    + #"],"resourceType":"Bundle","type":"transaction"}"#

  static let personOnly =
    #"{"entry":[{"request":{"method":"PUT","url":"Patient/04d831c4-f7fb-5f74-bdee-93425e08"#
    + #"fa82"},"resource":{"gender":"unknown","id":"04d831c4-f7fb-5f74-bdee-93425e08fa82","i"#
    + #"dentifier":[{"system":"https://lakeside.example/charts/row","value":"111122223333444"#
    + #"40000000000000002"}],"name":[{"family":"ODELL","given":["AMY"]}],"resourceType":"Pat"#
    + #"ient"}},"#
    + #"{"request":{"method":"PUT","url":"Provenance/229e4970-6d34-5191-9be7-7c0a0cd4634d"},"#
    + #""resource":{"agent":[{"who":{"display":"chartlift"}}],"entity":[{"role":"source","wh"#
    + #"at":{"identifier":{"value":"qqq7u8zM3d0AAAAAAAAAAg"}}}],"id":"229e4970-6d34-5191-9be"#
    + #"7-7c0a0cd4634d","recorded":"2026-11-21T00:00:00Z","resourceType":"Provenance","targe"#
    + #"t":[{"reference":"Patient/04d831c4-f7fb-5f74-bdee-93425e08fa82"}]}}"#
    + #"],"resourceType":"Bundle","type":"transaction"}"#
}
