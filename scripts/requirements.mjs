// Fails when a test bears the id of a requirement that docs/requirements.md does not name.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './lib/project.mjs'

const ids = /\b(?:S[0-4]|PV|EL|LS|RX|DU|MC|AP|SF|CP|DL|AT|G)-?\d+\b/g
const isTest = (path) => /(\.test\.tsx?|\.spec\.ts|\.conformance\.ts)$/.test(path)

const rows = readFileSync(inRoot('docs', 'requirements.md'), 'utf8').matchAll(/^\| (\S+) \|/gm)
const named = new Set([...rows].map(([, id]) => id))
const missing = new Map()
for (const folder of ['src', 'e2e']) {
  for (const path of readdirSync(inRoot(folder), { recursive: true }).map(String)) {
    if (!isTest(path)) continue
    for (const title of titlesOf(readFileSync(join(inRoot(folder), path), 'utf8'))) {
      for (const id of title.match(ids) ?? []) if (!named.has(id)) missing.set(id, `${folder}/${path}`)
    }
  }
}
for (const [id, path] of missing) console.log(`${id} of ${path} has no line in docs/requirements.md`)
process.exitCode = missing.size === 0 ? 0 : 1

/** The first argument of each test and group, where it is a text. @param {string} source */
function titlesOf(source) {
  const calls = source.matchAll(
    /\b(?:test|it|describe)(?:\.\w+)?(?:\([^()]*\))?\(\s*(['"`])((?:(?!\1).)*)\1/gs,
  )
  return [...calls].map(([, , title]) => title)
}
