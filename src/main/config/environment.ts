import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The process's variables over those of a `.env` file: `PARLEY_ENV_FILE`, or `.env` in the working folder. A variable
 * that is set but empty counts as not set. `PARLEY_ENV_FILE=` (empty) reads no file.
 */
export function readEnvironment(env: Environment, workingFolder: string): Environment {
  const named = env['PARLEY_ENV_FILE']
  const file = named === '' ? {} : readFile(resolve(workingFolder, named ?? '.env'))
  return { ...file, ...withoutEmpty(env) }
}

function readFile(path: string): Environment {
  try {
    return withoutEmpty(parseEnv(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
}
