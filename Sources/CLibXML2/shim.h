// libxml2's SAX2 push interface, and no other part of it: no tree, no XInclude, no catalogues.
// Debian builds libxml2 with ICU, whose headers clash with those of Foundation's ICU; the fields that
// are declared with it stand at the end of a structure that is never made or measured here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
