// Allocation-heavy binary trees: full ones built, walked and freed, and a search tree that grows and shrinks.
#include "application.h"

typedef struct Node {
  struct Node *left, *right;
  uint32_t key;
} Node;

static Node *build(int depth, uint32_t key) {
  Node *node = allocate(sizeof *node);
  *node = (Node){depth ? build(depth - 1, 2 * key) : NULL, depth ? build(depth - 1, 2 * key + 1) : NULL, key};
  return node;
}

static uint32_t walk(const Node *node) { return node ? walk(node->left) * 3 + walk(node->right) * 5 + node->key : 1; }

static void release(Node *node) {
  if (!node)
    return;
  release(node->left);
  release(node->right);
  free(node);
}

static void insert(Node **at, uint32_t key) {
  while (*at && (*at)->key != key)
    at = key < (*at)->key ? &(*at)->left : &(*at)->right;
  if (*at)
    return;
  *at = allocate(sizeof **at);
  **at = (Node){NULL, NULL, key};
}

static int removeKey(Node **at, uint32_t key) {
  while (*at && (*at)->key != key)
    at = key < (*at)->key ? &(*at)->left : &(*at)->right;
  Node *node = *at;
  if (!node)
    return 0;
  if (node->left && node->right) {
    // The next greater key takes the place of the removed one.
    at = &node->right;
    while ((*at)->left)
      at = &(*at)->left;
    node->key = (*at)->key;
    node = *at;
  }
  *at = node->left ? node->left : node->right;
  free(node);
  return 1;
}

int main(void) {
  uint32_t sum = 0, removed = 0;
  for (int round = 0; round < WORK(40, 4); ++round) {
    Node *tree = build(WORK(14, 6), 1 + (uint32_t)round);
    sum = sum * 31 + walk(tree);
    release(tree);
  }
  Node *tree = NULL;
  uint64_t state = 3;
  for (int i = 0; i < WORK(400000, 2000); ++i) {
    insert(&tree, nextRandom(&state) % 50000);
    removed += (uint32_t)removeKey(&tree, nextRandom(&state) % 50000);
  }
  printf("%08x %u %08x\n", sum, removed, walk(tree));
  release(tree);
  return 0;
}
