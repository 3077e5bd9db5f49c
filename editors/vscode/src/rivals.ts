/** Other extensions that show ghost text: two at once take turns at the same place, and each pays. */

/** Extension ids, lower case, and their names. */
const kRivals: Readonly<Record<string, string>> = {
  'github.copilot': 'GitHub Copilot',
  'github.copilot-chat': 'GitHub Copilot',
  'codeium.codeium': 'Windsurf (Codeium)',
  'supermaven.supermaven': 'Supermaven',
  'tabnine.tabnine-vscode': 'Tabnine',
  'tabbyml.vscode-tabby': 'Tabby',
  'continue.continue': 'Continue',
  'ggml-org.llama-vscode': 'llama.vscode',
  'amazonwebservices.amazon-q-vscode': 'Amazon Q',
  'google.geminicodeassist': 'Gemini Code Assist',
  'sourcegraph.cody-ai': 'Cody',
  'visualstudioexptteam.vscodeintellicode': 'IntelliCode',
  'rjmacarthy.twinny': 'twinny',
};

/** The names of those among the ids, each once. */
export function rivalsAmong(ids: readonly string[]): string[] {
  const names = ids.map((id) => kRivals[id.toLowerCase()]).filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}
