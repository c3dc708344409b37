// libxml2's SAX2 push interface, and no other part of it: no tree, no XInclude, no catalogues.
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlversion.h>
