/** An array of numbers that grows without a boxed value for each: a country has a hundred million. */
export class GrowingList {
  length = 0;
  private numbers = new Float64Array(1 << 16);

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = value;
  }

  at(index: number): number {
    return this.numbers[index]!;
  }

  values(): Float64Array {
    return this.numbers.subarray(0, this.length);
  }
}
