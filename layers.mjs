// The import table. Each row: a folder of src, the folders that it may import besides itself, and the packages.
// `node` stands for Node's own modules. A folder without a row fails the check.

const words = ['main/core/ports', 'main/core/errors.ts']

/** @type {readonly { folder: string, folders?: readonly string[], packages?: readonly string[] }[]} */
export const layers = [
  { folder: 'contract', packages: ['zod'] },
  { folder: 'preload', folders: ['contract'], packages: ['electron'] },
  { folder: 'renderer/transport', folders: ['contract'] },
  {
    folder: 'renderer/state',
    folders: ['contract', 'renderer/transport'],
    packages: ['zustand', 'react', 'fflate'],
  },
  { folder: 'renderer/ui', packages: ['react', 'react-dom', '@base-ui/react'] },
  { folder: 'renderer/styles', packages: ['tailwindcss', '@fontsource-variable'] },
  {
    folder: 'renderer/markdown',
    folders: ['contract', 'renderer/ui'],
    packages: ['react', 'react-dom', 'markdown-it', 'katex', 'shiki', '@shikijs', 'mermaid', 'linkedom'],
  },
  {
    folder: 'renderer/features',
    folders: ['contract', 'renderer/state', 'renderer/ui', 'renderer/markdown'],
    packages: ['react', 'react-dom', 'zustand', '@tanstack/react-virtual', '@base-ui/react'],
  },
  {
    folder: 'renderer/app',
    folders: [
      'contract',
      'renderer/transport',
      'renderer/state',
      'renderer/ui',
      'renderer/markdown',
      'renderer/features',
      'renderer/styles',
    ],
    packages: ['react', 'react-dom', 'zustand', '@base-ui/react'],
  },
  { folder: 'main/base' },
  { folder: 'main/disk', folders: ['main/base'], packages: ['node'] },
  { folder: 'main/core', folders: ['contract', 'main/base'] },
  {
    folder: 'main/providers',
    folders: ['contract', 'main/base', ...words],
    packages: [
      'openai',
      '@anthropic-ai/sdk',
      '@pydantic/genai-prices',
      'gpt-tokenizer',
      'undici',
      'zod',
      'node',
    ],
  },
  {
    folder: 'main/persistence',
    folders: ['contract', 'main/base', 'main/disk', ...words],
    packages: ['better-sqlite3', 'pg', '@redis/client', 'zod', 'node'],
  },
  {
    folder: 'main/attachments',
    folders: ['contract', 'main/base', ...words],
    packages: ['unpdf', 'zod', 'node'],
  },
  {
    folder: 'main/tools',
    folders: ['contract', 'main/base', 'main/disk', ...words],
    packages: ['undici', '@mozilla/readability', 'linkedom', 'mathjs', 'diff', 'zod', 'node'],
  },
  {
    folder: 'main/mcp',
    folders: ['contract', 'main/base', ...words],
    packages: ['@modelcontextprotocol/client', 'cross-spawn', 'zod', 'node'],
  },
  { folder: 'main/methods', folders: ['contract', 'main/base', 'main/core'] },
  {
    folder: 'main/server',
    folders: ['contract', 'main/base', 'main/methods', ...words],
    packages: ['fastify', '@fastify/websocket', 'ws', 'zod', 'node'],
  },
  {
    folder: 'main/cli',
    folders: [
      'contract',
      'main/base',
      'main/disk',
      'main/methods',
      'main/server',
      'main/app',
      'main/config',
      ...words,
      'package.json',
    ],
    packages: ['node'],
  },
  {
    folder: 'main/config',
    folders: ['contract', 'main/base', 'main/disk', ...words],
    packages: ['zod', 'node'],
  },
  {
    folder: 'main/app',
    folders: [
      'contract',
      'main/base',
      'main/core',
      'main/methods',
      'main/server',
      'main/providers',
      'main/persistence',
      'main/attachments',
      'main/tools',
      'main/mcp',
      'main/config',
    ],
    packages: ['node'],
  },
  {
    folder: 'main/electron',
    folders: ['contract', 'main/base', 'main/app', 'main/methods', 'main/config', ...words],
    packages: ['electron', 'zod', 'node'],
  },
]
