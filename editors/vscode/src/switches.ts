/**
 * What a person has switched in this window with the daemon's commands (docs/PROTOCOL.md). A daemon forgets it
 * when it ends, and the next one has to hear of it: what was turned off stays off. Pure: time is an argument.
 */

/** A command of the daemon, and its arguments. */
export type Command = readonly [name: string, args: readonly unknown[]];

const kEnable = 'inkling.server.enable';
const kDisable = 'inkling.server.disable';
const kSnooze = 'inkling.server.snooze';
/** As the daemon has it where no number is said. */
const kSnoozeMinutes = 5;
const kMsPerMinute = 60_000;

export class Switches {
  /** `disable`s in force, by their arguments as JSON. */
  private readonly off = new Map<string, Command>();
  private snoozedUntilMs = 0;

  /** The daemon has done that. */
  heard(name: string, args: readonly unknown[], nowMs: number): void {
    if (name === kDisable) this.off.set(JSON.stringify(args), [name, args]);
    if (name === kEnable) this.off.delete(JSON.stringify(args));
    if (name === kSnooze) this.snoozedUntilMs = nowMs + minutesOf(args[0]) * kMsPerMinute;
  }

  /** What another daemon has to do to be as this one is. */
  repeated(nowMs: number): Command[] {
    const minutes = Math.ceil((this.snoozedUntilMs - nowMs) / kMsPerMinute);
    return minutes > 0 ? [...this.off.values(), [kSnooze, [minutes]]] : [...this.off.values()];
  }
}

function minutesOf(argument: unknown): number {
  return typeof argument === 'number' ? argument : kSnoozeMinutes;
}
