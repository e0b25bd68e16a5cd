// Nothing: what a column costs before its program does anything.
int main(void) { return 0; }
