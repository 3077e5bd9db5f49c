/** Counts of today, on this machine only: how often something was offered and accepted, and the keys saved. */

export interface Counts {
  /** The local date that they are of: "2026-11-22". */
  readonly day: string;
  /** Different suggestions. What is typed along is one. */
  readonly offered: number;
  readonly accepted: number;
  /** Characters (UTF-16 units) that accepting has written, less one key for each time. */
  readonly keysSaved: number;
}

/** Where counts are kept between windows' lives; VS Code's Memento is one. */
export interface Store {
  get(): Counts | undefined;
  set(counts: Counts): void;
}

export class Today {
  private lastOffer: unknown;

  /** `day` tells the local date. */
  constructor(
    private readonly store: Store,
    private readonly day: () => string,
  ) {}

  counts(): Counts {
    const kept = this.store.get();
    const day = this.day();
    return kept?.day === day ? kept : { day, offered: 0, accepted: 0, keysSaved: 0 };
  }

  /** `id` is that of the suggestion; undefined: it has none, and each is a new one. */
  offered(id: unknown): void {
    if (id !== undefined && id === this.lastOffer) return;
    this.lastOffer = id;
    this.add({ offered: 1 });
  }

  /** A whole suggestion was accepted. */
  accepted(): void {
    this.add({ accepted: 1 });
  }

  /** Accepting, all or some of it, has written so many characters. */
  written(characters: number): void {
    this.add({ keysSaved: Math.max(0, characters - 1) });
  }

  private add(more: Partial<Record<'offered' | 'accepted' | 'keysSaved', number>>): void {
    const now = this.counts();
    this.store.set({
      day: now.day,
      offered: now.offered + (more.offered ?? 0),
      accepted: now.accepted + (more.accepted ?? 0),
      keysSaved: now.keysSaved + (more.keysSaved ?? 0),
    });
  }
}

/** A change of the text, as VS Code tells it. */
export interface Change {
  readonly rangeOffset: number;
  readonly text: string;
}

/**
 * How much of an offer is in the text already. Nobody tells when a part of it is accepted, so the changes of the
 * text have to: a part is inserted behind the last one, or VS Code writes all again from the offer's beginning.
 */
export class Progress {
  private written = 0;

  /** `offset`: where in the text it was offered. */
  constructor(
    private readonly offer: string,
    private readonly offset: number,
  ) {}

  /** Characters of the offer that the change has added; undefined where it is about something else. */
  taken({ rangeOffset, text }: Change): number | undefined {
    const from = rangeOffset - this.offset;
    const isMore = from >= 0 && from <= this.written && from + text.length > this.written;
    if (!isMore || !this.offer.startsWith(text, from)) return undefined;
    const taken = from + text.length - this.written;
    this.written += taken;
    return taken;
  }
}
