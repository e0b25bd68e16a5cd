// Native counterpart of gc-trees.wat.in: the same trees with malloc and free.
#include "../applications/trees.c"
