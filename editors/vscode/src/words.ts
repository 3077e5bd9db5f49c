/** The daemon's codes in a person's words. Pure, but for translation. */
import { l10n } from 'vscode';
import type { Fault } from './binary';

/** `inkling/traceEvent` (docs/TRACE.md): what of it is used here. */
export interface TraceEvent {
  readonly asked: boolean;
  readonly reason?: string;
  readonly drop?: string;
  readonly backend?: string;
  readonly offeredBytes?: number;
  readonly cancelled?: boolean;
  readonly ms?: { readonly total?: number };
}

export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'missing':
      return fault.setting === ''
        ? l10n.t('The program inkling is neither in this extension nor on your PATH.')
        : l10n.t('The setting inkling.server.path names {0}: no program is there.', fault.setting);
    case 'unusable':
      return l10n.t('{0} cannot be used: {1}', fault.path, fault.why);
    case 'foreign':
      return l10n.t('{0} is some other program.', fault.path);
    case 'old':
      return l10n.t(
        '{0} is version {1}; this extension works with {2} or a later one of that series.',
        fault.path,
        fault.version,
        fault.wanted,
      );
  }
}

export function untrustedText(): string {
  return l10n.t('This workspace is not trusted: only the embedded model completes, on this machine.');
}

/**
 * A text for a message, as it stands: VS Code makes links of "[…](…)", of commands too, and some texts quote
 * what a workspace says.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/** How the last answer came about: "0.3 ms, remembered (embedded)". */
export function answerText(event: TraceEvent): string {
  const ms = event.ms?.total ?? 0;
  const took = ms < 0.05 ? '< 0.1' : ms < 10 ? ms.toFixed(1) : ms.toFixed(0);
  const source = sources()[event.reason ?? ''] ?? event.reason ?? '';
  return event.backend === undefined
    ? l10n.t('{0} ms, {1}', took, source)
    : l10n.t('{0} ms, {1} ({2})', took, source, event.backend);
}

/** Reasons of answers that nobody waited for any more. */
const kUnheard: readonly string[] = ['superseded', 'cancelled', 'closed'];

/** Is there something to tell about it? Not where an answer came too late for anybody. */
export function isTold(event: TraceEvent): boolean {
  return event.asked && event.cancelled !== true && !kUnheard.includes(event.reason ?? '');
}

/** Why nothing was shown: a sentence. */
export function silenceText(event: TraceEvent): string {
  const reason = event.reason ?? '';
  const known = silences()[reason];
  if (known !== undefined) return known;
  return l10n.t('Nothing was shown: {0}.', reason);
}

function sources(): Record<string, string> {
  return {
    fresh: l10n.t('new'),
    embedded: l10n.t('new'),
    'typed-through': l10n.t('what was left of the shown text'),
    adopted: l10n.t('begun before it was asked for'),
    speculated: l10n.t('prepared ahead'),
    cached: l10n.t('remembered'),
  };
}

function silences(): Record<string, string> {
  return {
    excluded: l10n.t('This file is excluded: nothing of it is read or sent.'),
    disabled: l10n.t('Completion is off here.'),
    snoozed: l10n.t('Completion is snoozed.'),
    'invoked-only': l10n.t('Completion is set to come only when you ask for it.'),
    'not-line-end': l10n.t('Completion is set to come only at the end of a line.'),
    'mid-word': l10n.t('The cursor stands inside a word. Ask explicitly, or go to its end.'),
    'out-of-sync': l10n.t('The text of this file is not known: open it again.'),
    'nothing-found': l10n.t('Nothing likely enough was found here.'),
    filtered: l10n.t('What came was not worth showing: empty, repeated, or there already.'),
    dismissed: l10n.t('You have dismissed what would be shown here.'),
    'local-only': l10n.t('This file stays on this machine, and the embedded model has nothing for it.'),
    'no-backend': l10n.t('No backend is there to ask.'),
    'rate-limited': l10n.t('The backend limits how often it may be asked.'),
    overloaded: l10n.t('The backend is overloaded.'),
    'out-of-credits': l10n.t('The backend wants to be paid first.'),
    'timed-out': l10n.t('The backend took too long.'),
    refused: l10n.t('The backend cannot be reached.'),
    unauthorized: l10n.t('The backend does not accept the API key.'),
    rejected: l10n.t('The backend did not understand the request.'),
    'backend-failed': l10n.t('The backend failed.'),
    'over-budget': l10n.t("Today's budget is used up."),
  };
}
