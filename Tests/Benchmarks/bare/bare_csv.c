// The yardstick for reading CSV: libcsv alone, fed one physical line at a time, with its own test for
// spaces, the same delimiter, and callbacks that count.
#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned long long cells, rows, bytes;

static void on_cell(void *text, size_t length, void *data) {
  (void)text;
  (void)data;
  cells++;
  bytes += length;
}

static void on_row(int character, void *data) {
  (void)character;
  (void)data;
  rows++;
}

int main(int count, char **arguments) {
  static char buffer[4 << 20];
  struct csv_parser parser;
  int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
  if (file < 0 || csv_init(&parser, 0) != 0) return 66;
  csv_set_delim(&parser, ',');
  size_t kept = 0;
  for (;;) {
    ssize_t taken = read(file, buffer + kept, sizeof buffer - kept);
    if (taken < 0) return 74;
    size_t end = kept + (size_t)taken, at = 0;
    for (;;) {
      char *feed = memchr(buffer + at, '\n', end - at);
      if (!feed) break;
      size_t length = (size_t)(feed - (buffer + at)) + 1;
      if (csv_parse(&parser, buffer + at, length, on_cell, on_row, 0) != length) return 70;
      at += length;
    }
    if (taken == 0) {
      if (csv_parse(&parser, buffer + at, end - at, on_cell, on_row, 0) != end - at) return 70;
      break;
    }
    kept = end - at;
    if (kept == sizeof buffer) return 65;
    memmove(buffer, buffer + at, kept);
  }
  csv_fini(&parser, on_cell, on_row, 0);
  csv_free(&parser);
  printf("%llu rows, %llu cells, %llu bytes\n", rows, cells, bytes);
  return 0;
}
