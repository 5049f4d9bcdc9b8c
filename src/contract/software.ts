import { z } from 'zod'

/** What this face runs on, as it says itself; absent is what it does not have. */
export const softwareSchema = z.object({
  electron: z.string().optional(),
  chromium: z.string().optional(),
  node: z.string(),
  sqlite: z.string(),
  /** As `linux x64 6.8.0`. */
  system: z.string(),
})
export type Software = Readonly<z.infer<typeof softwareSchema>>

/** A package that ships with Parley, and its licence as it gives it. */
const shippedPackageSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** An SPDX expression; empty when only the text is there. */
  licence: z.string(),
  /** Empty when the package brings none. */
  text: z.string(),
})
export type ShippedPackage = Readonly<z.infer<typeof shippedPackageSchema>>

/** What the build wrote down of itself. */
export const buildFactsSchema = z.object({
  commit: z.string().optional(),
  packages: z.array(shippedPackageSchema).readonly(),
})
export type BuildFacts = Readonly<z.infer<typeof buildFactsSchema>>
