// libxml2's SAX2 push interface, and no other part of it: no tree, no XInclude, no catalogues.
// Debian builds libxml2 with ICU, whose headers clash with those of Foundation's ICU; the fields that
// are declared with it stand at the end of a structure that is never made or measured here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

// Some faults libxml2 tells no handler of: it prints them, by a function that takes any number of
// arguments, which Swift cannot write. This one prints nothing; the setting is each thread's own.
static inline void chartlift_say_nothing(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}
static inline void chartlift_silence_libxml2(void) {
  xmlSetGenericErrorFunc(0, chartlift_say_nothing);
}
