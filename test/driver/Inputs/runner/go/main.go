// Prints its arguments and what a file that it was granted holds.
package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	text, err := os.ReadFile("words.txt")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%q: %d words\n", os.Args[1:], len(strings.Fields(string(text))))
	os.Exit(3)
}
