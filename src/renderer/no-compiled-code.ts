import { z } from 'zod'

// The page's policy forbids compiled code, which zod would otherwise try and the browser report. Imported before everything
// that reads something with a schema while it is loaded.
z.config({ jitless: true })
