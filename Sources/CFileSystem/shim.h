// fstatfs, which says what kind of file system a file is on; the standard module leaves it out.
#include <sys/vfs.h>
