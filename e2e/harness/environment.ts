// A developer's keys must never reach a test; the others change how Node or Electron starts.
const STRIPPED =
  /^(?:OPENAI_|ANTHROPIC_|PARLEY_|ELECTRON_DOUBLE_)|^(?:MODEL_NAME|NODE_OPTIONS|ELECTRON_RUN_AS_NODE)$/

/** The outer environment without what would change the product, plus what the test gives. */
export function cleanEnvironment(
  outer: NodeJS.ProcessEnv,
  profile: string,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = Object.entries(outer).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !STRIPPED.test(entry[0]),
  )
  return { ...Object.fromEntries(kept), PARLEY_DATA_DIR: profile, ...given }
}
