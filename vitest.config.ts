import { readFileSync } from 'node:fs'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumLaunchOptions } from './e2e/chromium.ts'
import { bundledWorker } from './scripts/lib/bundled-worker.ts'

/** The grammars that the highlighter loads one by one, each of which Vite would otherwise find in the middle of a run. */
function grammars(): string[] {
  const source = readFileSync(
    new URL('./src/renderer/markdown/highlight/grammars.ts', import.meta.url),
    'utf8',
  )
  return [...new Set(source.match(/@shikijs\/langs\/[\w-]+/g))]
}

export default defineConfig({
  test: {
    // By itself Vitest leaves a processor free, which on a machine with two is half of them.
    maxWorkers: 2,
    projects: [
      {
        plugins: [bundledWorker()],
        test: {
          name: 'node',
          globalSetup: './scripts/lib/bundled-worker.ts',
          include: ['src/**/*.test.ts', 'e2e/**/*.test.ts'],
          // A browser on a busy machine takes its seconds; the poll ends when what it waits for is there.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 30_000,
          environment: 'node',
          // A process for each file would load the same modules some two hundred times.
          isolate: false,
        },
      },
      {
        plugins: [react(), tailwindcss()],
        optimizeDeps: {
          // A dependency found in the middle of a run makes Vite reload the page under its tests.
          include: [
            '@base-ui/react/alert-dialog',
            '@base-ui/react/csp-provider',
            '@base-ui/react/dialog',
            '@base-ui/react/menu',
            '@base-ui/react/radio',
            '@base-ui/react/radio-group',
            '@base-ui/react/select',
            '@base-ui/react/switch',
            '@base-ui/react/tooltip',
            '@tanstack/react-virtual',
            '@shikijs/engine-javascript',
            ...grammars(),
            'fflate',
            'katex',
            'linkedom/worker',
            'markdown-it',
            'mermaid',
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'shiki/core',
            'vitest-browser-react',
            'zod',
            'zustand',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/renderer/**/*.test.tsx'],
          // A worker that starts for the first time on a busy machine takes its seconds; the poll ends when it is there.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
        },
      },
    ],
  },
})
