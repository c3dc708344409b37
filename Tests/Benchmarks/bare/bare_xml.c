// The yardstick for reading XML: libxml2's SAX2 push parser alone, in pieces of 256 KB, with callbacks
// that count.
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static unsigned long long elements, bytes;

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **declared, int attributes, int defaulted,
                     const xmlChar **values) {
  (void)context;
  (void)name;
  (void)prefix;
  (void)uri;
  (void)namespaces;
  (void)declared;
  (void)attributes;
  (void)defaulted;
  (void)values;
  elements++;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)context;
  (void)name;
  (void)prefix;
  (void)uri;
}

static void on_text(void *context, const xmlChar *text, int length) {
  (void)context;
  (void)text;
  bytes += (unsigned long long)length;
}

int main(int count, char **arguments) {
  static char buffer[256 * 1024];
  int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
  if (file < 0) return 66;
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_text;
  xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&handler, 0, 0, 0, 0);
  if (!context) return 70;
  for (;;) {
    ssize_t taken = read(file, buffer, sizeof buffer);
    if (taken < 0) return 74;
    if (xmlParseChunk(context, buffer, (int)taken, taken == 0) != 0) return 65;
    if (taken == 0) break;
  }
  xmlFreeParserCtxt(context);
  printf("%llu elements, %llu bytes of text\n", elements, bytes);
  return 0;
}
