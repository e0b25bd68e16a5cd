// All of the initial data is read.
#define READ size
#include "image.c"
