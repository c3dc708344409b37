// libcsv 3.0.3: the delimited-text state machine. Debian ships no pkg-config file, so the module map links it by name.
#include <csv.h>
