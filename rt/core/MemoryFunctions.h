// memcpy and its kin, with the C library's meaning. Generated code calls them too, on guest memory: see MemoryFunctions.cpp.
#pragma once

#include <stddef.h>

extern "C" {
void *memcpy(void *destination, const void *source, size_t size);
void *memmove(void *destination, const void *source, size_t size);
void *memset(void *destination, int value, size_t size);
int memcmp(const void *left, const void *right, size_t size);
int bcmp(const void *left, const void *right, size_t size);
}
