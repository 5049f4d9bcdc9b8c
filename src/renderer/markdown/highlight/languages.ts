/** A language people write in fences: the name it is shown by, and every word that means it. */
export type Language = { readonly id: string; readonly name: string }

/** Name on the screen, then the words for it; the first word is the grammar's id. */
const table: readonly (readonly [string, string])[] = [
  ['Assembly', 'asm assembly nasm'],
  ['Batch', 'bat batch cmd'],
  ['C', 'c h'],
  ['C#', 'csharp cs c#'],
  ['C++', 'cpp c++ cc cxx hpp'],
  ['CMake', 'cmake'],
  ['CSS', 'css'],
  ['CSV', 'csv'],
  ['Clojure', 'clojure clj'],
  ['Dart', 'dart'],
  ['Diff', 'diff patch'],
  ['Dockerfile', 'docker dockerfile'],
  ['Elixir', 'elixir ex exs'],
  ['Erlang', 'erlang erl'],
  ['F#', 'fsharp fs f#'],
  ['Go', 'go golang'],
  ['GraphQL', 'graphql gql'],
  ['Groovy', 'groovy'],
  ['HCL', 'hcl'],
  ['HTML', 'html htm'],
  ['HTTP', 'http'],
  ['Haskell', 'haskell hs'],
  ['INI', 'ini properties conf'],
  ['JSON', 'json json5 jsonc jsonl'],
  ['Java', 'java'],
  ['JavaScript', 'javascript js mjs cjs node'],
  ['JSX', 'jsx'],
  ['Julia', 'julia jl'],
  ['Kotlin', 'kotlin kt kts'],
  ['LaTeX', 'latex tex'],
  ['Lua', 'lua'],
  ['MATLAB', 'matlab'],
  ['Makefile', 'make makefile mk'],
  ['Markdown', 'markdown md'],
  ['Mermaid', 'mermaid'],
  ['Nix', 'nix'],
  ['Nginx', 'nginx'],
  ['OCaml', 'ocaml ml'],
  ['Objective-C', 'objective-c objc objectivec'],
  ['PHP', 'php'],
  ['Perl', 'perl pl'],
  ['PowerShell', 'powershell ps1 pwsh ps'],
  ['Protocol Buffers', 'proto protobuf'],
  ['Python', 'python py py3 python3'],
  ['R', 'r'],
  ['Ruby', 'ruby rb'],
  ['Rust', 'rust rs'],
  ['SCSS', 'scss sass'],
  ['SQL', 'sql sqlite postgresql postgres mysql plsql'],
  ['Scala', 'scala'],
  ['Shell', 'shellscript bash sh shell zsh ksh'],
  ['Shell session', 'shellsession console terminal'],
  ['Solidity', 'solidity sol'],
  ['Svelte', 'svelte'],
  ['Swift', 'swift'],
  ['TOML', 'toml'],
  ['TSX', 'tsx'],
  ['Terraform', 'terraform tf'],
  ['TypeScript', 'typescript ts mts cts'],
  ['Vue', 'vue'],
  ['XML', 'xml svg xsl plist'],
  ['YAML', 'yaml yml'],
  ['Zig', 'zig'],
]

const languages: ReadonlyMap<string, Language> = new Map(
  table.flatMap(([name, words]) => {
    const [id = '', ...others] = words.split(' ')
    return [id, ...others].map((word) => [word, { id, name }] as const)
  }),
)

/** The language a fence names, in any case; undefined for one we have no grammar of. */
export function findLanguage(word: string): Language | undefined {
  return languages.get(word.toLowerCase())
}

/** What the head of a code block says: the language in words, else the word as the fence has it. */
export function languageName(word: string): string {
  return findLanguage(word)?.name ?? word
}

/** Every language there is a grammar of. */
export function allLanguages(): Language[] {
  return [...new Map([...languages.values()].map((language) => [language.id, language])).values()]
}
