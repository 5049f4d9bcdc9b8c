import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { licenceCollection } from './scripts/lib/licences.ts'

const licences = licenceCollection(import.meta.dirname)
const source = (path: string) => resolve(import.meta.dirname, 'src', path)

export default defineConfig({
  main: {
    plugins: [licences.collecting()],
    build: {
      // Only the native module stays outside the bundle, so that the packaged app needs no other node_modules.
      externalizeDeps: { include: ['better-sqlite3'] },
      rollupOptions: {
        input: {
          index: source('main/index.ts'),
          headless: source('main/headless.ts'),
          'sqlite-worker': source('main/persistence/sqlite/worker.ts'),
          'extract-worker': source('main/attachments/extract/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
      sourcemap: true,
    },
  },
  preload: {
    plugins: [licences.collecting()],
    build: {
      // A sandboxed preload is one CommonJS file that may require nothing but electron.
      externalizeDeps: false,
      isolatedEntries: false,
      rollupOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [licences.writing(), react(), tailwindcss()],
    build: {
      minify: true,
      // Inlined files would need data: in the content security policy.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: source('renderer/index.html'),
        // What the first picture needs is one file: in thirty, for what later parts share with it, it compresses worse.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
    worker: {
      format: 'es',
      plugins: () => [licences.collecting()],
      // What Mermaid would load for a layout and for formulas that diagrams here do not have.
      rollupOptions: { external: ['elkjs/lib/elk.bundled.js', 'katex'] },
    },
  },
})
