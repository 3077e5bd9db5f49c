/* The cheapest program that there is: what a start costs alone. */

int main(void) {
  return 0;
}
