/** When a daemon that has died is started again: at once, then ever later, then not at all. Pure: time is an argument. */

/** Pauses before the first, second, … start again, in ms. */
const kPauses = [100, 1000, 5000, 15000, 30000] as const;
/** A daemon that has lived so long was well: counting begins anew. */
const kWellAfterMs = 120_000;

export class Backoff {
  private deaths = 0;

  /** The pause in ms before the next start, or undefined: it has died too often, and a person is to be asked. */
  next(livedMs: number): number | undefined {
    if (livedMs >= kWellAfterMs) this.deaths = 0;
    return kPauses[this.deaths++];
  }

  reset(): void {
    this.deaths = 0;
  }
}
