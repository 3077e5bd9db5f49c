/**
 * Between VS Code and the client library's inline completion: what the library does not do.
 *
 *   late answers   VS Code shows an answer where the cursor has moved on meanwhile; here it is dropped.
 *   refresh        The daemon's word that there is more at the cursor makes VS Code ask again, in place.
 *   counting       What was offered, and what of it went into the text.
 */
import * as vscode from 'vscode';
import {
  InlineCompletionRequest,
  type LanguageClient,
  type Middleware,
} from 'vscode-languageclient/node';

/** `inkling/refresh` (docs/PROTOCOL.md). */
export interface Refresh {
  readonly uri: string;
  readonly version?: number;
  readonly position: { readonly line: number; readonly character: number };
}

/** What the daemon has offered: at most one a request that was answered, and for the place it was asked about. */
export interface Offer {
  /** Of the suggestion: the same while it is typed along. */
  readonly id: unknown;
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly text: string;
}

type Provide = NonNullable<Middleware['provideInlineCompletionItems']>;
type Items = Awaited<ReturnType<Provide>>;

/** Only the newest provider of this extension, and as if by itself. */
const kAskOurs = { explicit: false, providerId: 'inkling.inkling:*' };

export class Completions implements vscode.Disposable {
  private readonly offered = new vscode.EventEmitter<Offer>();
  readonly onDidOffer = this.offered.event;
  /** The provider that the last refresh has made known to VS Code. */
  private refresher: vscode.Disposable | undefined;
  private refreshing = false;
  private wanted: { readonly client: LanguageClient; readonly refresh: Refresh } | undefined;
  private disposed = false;

  /** Middleware of the library's feature. */
  async provide(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
    next: Parameters<Provide>[4],
  ): Promise<Items> {
    const before = cursorOf(document);
    const items = await next(document, position, this.refreshing ? byItself(context) : context, token);
    const after = cursorOf(document);
    const moved = after !== undefined && before !== undefined && !after.isEqual(before) && !after.isEqual(position);
    if (token.isCancellationRequested || moved) return undefined;
    this.tell(document, position, items);
    return items;
  }

  /**
   * The daemon has more. VS Code asks each provider once for a place, so it is asked by one that it does not
   * know yet: then the answer takes the place of what is shown, without a frame in between. (Asked explicitly,
   * VS Code would keep what is shown, and make the answer the second of two.) While it is asking, only the
   * newest word is kept.
   */
  async refresh(client: LanguageClient, refresh: Refresh): Promise<void> {
    this.wanted = { client, refresh };
    if (this.refreshing) return;
    this.refreshing = true;
    try {
      for (let next = this.takeWanted(); next !== undefined; next = this.takeWanted()) {
        await this.askAgain(next.client, next.refresh);
      }
    } catch {
      // The window closes: nothing can be shown any more.
    } finally {
      this.refreshing = false;
    }
  }

  dispose(): void {
    this.disposed = true;
    this.refresher?.dispose();
    this.offered.dispose();
  }

  private takeWanted(): typeof this.wanted {
    const wanted = this.wanted;
    this.wanted = undefined;
    return wanted;
  }

  private async askAgain(client: LanguageClient, refresh: Refresh): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (this.disposed || editor === undefined || !isStill(editor, refresh, client)) return;
    const { document } = editor;
    let asked = false;
    this.refresher?.dispose();
    this.refresher = vscode.languages.registerInlineCompletionItemProvider(
      { scheme: document.uri.scheme, language: document.languageId },
      {
        provideInlineCompletionItems: async (other, position, context, token) => {
          if (asked || other !== document || !isStill(editor, refresh, client)) return undefined;
          asked = true;
          const items = await ask(client, document, position, byItself(context), token);
          if (token.isCancellationRequested) return undefined;
          this.tell(document, position, items);
          return items ?? undefined;
        },
      },
    );
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger', kAskOurs);
  }

  private tell(document: vscode.TextDocument, position: vscode.Position, items: Items): void {
    const first = (Array.isArray(items) ? items : items?.items)?.[0];
    if (first === undefined) return;
    const text = typeof first.insertText === 'string' ? first.insertText : first.insertText.value;
    this.offered.fire({ id: first.command?.arguments?.[0] as unknown, document, position, text });
  }
}

/**
 * An automatic request, whatever VS Code calls it: before it knew `explicit` it made an explicit one of each
 * refresh, for all providers. The daemon would ask the backend anew, and send a refresh for that.
 */
function byItself(context: vscode.InlineCompletionContext): vscode.InlineCompletionContext {
  return { ...context, triggerKind: vscode.InlineCompletionTriggerKind.Automatic };
}

async function ask(
  client: LanguageClient,
  document: vscode.TextDocument,
  position: vscode.Position,
  context: vscode.InlineCompletionContext,
  token: vscode.CancellationToken,
): Promise<Items> {
  const params = client.code2ProtocolConverter.asInlineCompletionParams(document, position, context);
  const answer = await client.sendRequest(InlineCompletionRequest.type, params, token).catch(() => null);
  return client.protocol2CodeConverter.asInlineCompletionResult(answer, token);
}

function cursorOf(document: vscode.TextDocument): vscode.Position | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? editor.selection.active : undefined;
}

/** Are the text and the cursor those that the daemon spoke of? */
function isStill(editor: vscode.TextEditor, refresh: Refresh, client: LanguageClient): boolean {
  const { document, selection } = editor;
  const place = client.protocol2CodeConverter.asPosition(refresh.position);
  return (
    client.code2ProtocolConverter.asUri(document.uri) === refresh.uri &&
    (refresh.version === undefined || document.version === refresh.version) &&
    selection.isEmpty &&
    selection.active.isEqual(place)
  );
}
