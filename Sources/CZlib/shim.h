// zlib, for gzip files: libarchive reads them too, but does not look at their checksums.
#include <zlib.h>
