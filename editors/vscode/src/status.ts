/**
 * What the status bar says: from what is known to words and icons. Pure, but for translation.
 * State is never told by colour alone: each has an icon and a word of its own.
 */
import { l10n } from 'vscode';
import type { ServerState } from './server';
import { faultText, untrustedText } from './words';

/** `inkling/status` (docs/PROTOCOL.md). There may be more in it than this. */
export interface DaemonStatus {
  readonly state: 'ready' | 'disabled' | 'snoozed' | 'trouble';
  readonly source: 'remote' | 'embedded' | 'none';
  readonly backend: string;
  readonly model?: string;
  readonly message: string;
  readonly reason?: string;
  readonly retryAt?: string;
  readonly snoozedUntil?: string;
  readonly disabledLanguages?: readonly string[];
}

export interface Known {
  readonly server: ServerState;
  readonly daemon: DaemonStatus | undefined;
  /** Workspace Trust. */
  readonly trusted: boolean;
  /** The active document's language, where nothing is offered in it. */
  readonly languageOff: string | undefined;
}

export interface Face {
  /** With an icon: "$(pencil) inkling". */
  readonly text: string;
  /** For screen readers, and the head of the tooltip: one sentence. */
  readonly sentence: string;
  readonly severity: 'none' | 'warning' | 'error';
}

export function faceOf(known: Known): Face {
  const { server, daemon } = known;
  switch (server.kind) {
    case 'off':
      return plain('$(circle-slash)', l10n.t('off'), l10n.t('inkling is not running.'));
    case 'starting':
      return plain('$(loading~spin)', l10n.t('starting'), l10n.t('inkling is starting.'));
    case 'waiting':
      return plain('$(sync)', l10n.t('restarting'), l10n.t('inkling has ended unexpectedly and starts again.'));
    case 'missing':
      return { ...plain('$(error)', l10n.t('not found'), faultText(server.fault)), severity: 'error' };
    case 'failed':
      return {
        ...plain('$(error)', l10n.t('stopped'), l10n.t('inkling keeps ending ({0}). The log says more.', server.why)),
        severity: 'error',
      };
    case 'running':
      return daemon === undefined ? plain('$(pencil)', '', l10n.t('inkling runs.')) : ofDaemon(daemon, known);
  }
}

function ofDaemon(daemon: DaemonStatus, known: Known): Face {
  switch (daemon.state) {
    case 'disabled':
      return plain('$(circle-slash)', l10n.t('off'), daemon.message);
    case 'snoozed':
      return plain('$(bell-slash)', l10n.t('snoozed'), daemon.message);
    case 'trouble':
      return { ...plain('$(warning)', l10n.t('trouble'), daemon.message), severity: 'warning' };
    case 'ready':
      break;
  }
  if (known.languageOff !== undefined) {
    return plain('$(circle-slash)', l10n.t('off here'), l10n.t('inkling is off for {0}.', known.languageOff));
  }
  if (!known.trusted) {
    return plain('$(shield)', l10n.t('restricted'), untrustedText());
  }
  return plain('$(pencil)', '', daemon.message);
}

function plain(icon: string, word: string, sentence: string): Face {
  return { text: word === '' ? `${icon} inkling` : `${icon} inkling: ${word}`, sentence, severity: 'none' };
}
