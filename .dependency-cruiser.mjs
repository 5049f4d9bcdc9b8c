import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { layers } from './layers.mjs'

const escape = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
const inFolder = (name) => `^src/${escape(name)}${name.endsWith('.ts') ? '$' : '/'}`
const ofPackage = (name) => `(^|/)node_modules/(@types/)?${escape(name)}(/|$)`

refuseFoldersWithoutRow()

/** A row allows its own folder, the folders and the packages that it names, and nothing else. */
function ruleOf({ folder, folders = [], packages = [] }) {
  const allowed = [folder, ...folders].map((name) =>
    name === 'package.json' ? '^package\\.json$' : inFolder(name),
  )
  const npm = packages.filter((name) => name !== 'node').map(ofPackage)
  const node = packages.includes('node') ? ['^(node:)?[a-z_/0-9]+$'] : []
  return {
    name: `layer: ${folder}`,
    comment: 'See layers.mjs for the table.',
    severity: 'error',
    // Tests may reach for fakes and for the test rooms in e2e.
    from: {
      path: inFolder(folder),
      pathNot: ['\\.test\\.tsx?$', '\\.conformance\\.ts$', '/testing/', '/fake/'],
    },
    to: { pathNot: [...allowed, ...npm, ...node] },
  }
}

function refuseFoldersWithoutRow() {
  const rows = new Set(layers.map(({ folder }) => folder))
  const here = import.meta.dirname
  for (const parent of ['', 'main', 'renderer']) {
    for (const entry of readdirSync(join(here, 'src', parent), { withFileTypes: true })) {
      const name = parent === '' ? entry.name : `${parent}/${entry.name}`
      const known = rows.has(name) || ['main', 'renderer', 'renderer/public'].includes(name)
      if (entry.isDirectory() && !known) throw new Error(`src/${name} has no row in layers.mjs`)
    }
  }
}

const features = '^src/renderer/features/([^/]+)/'

export default {
  forbidden: [
    ...layers.map(ruleOf),
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'features do not import each other',
      severity: 'error',
      from: { path: features },
      to: { path: features, pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'electron stays in its folder',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/electron|preload)/' },
      to: { path: '(^|/)node_modules/electron(/|$)' },
    },
    {
      name: 'no unresolved imports',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
