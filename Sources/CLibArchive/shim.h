// libarchive's reading side: zip files, and nothing that writes.
#include <archive.h>
#include <archive_entry.h>
