import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { profileFolder, profilePaths } from './paths.ts'

it('takes the folder that PARLEY_DATA_DIR names, on every system', () => {
  const env = { PARLEY_DATA_DIR: '/data/parley', XDG_CONFIG_HOME: '/other', APPDATA: '/another' }
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(profileFolder({ env, platform })).toBe('/data/parley')
  }
})

it('makes a relative PARLEY_DATA_DIR absolute', () => {
  expect(profileFolder({ env: { PARLEY_DATA_DIR: 'here' }, platform: 'linux' })).toBe(resolve('here'))
})

it.each([
  ['linux', {}, join(homedir(), '.config', 'Parley')],
  ['linux', { XDG_CONFIG_HOME: '/config' }, '/config/Parley'],
  ['linux', { XDG_CONFIG_HOME: '', PARLEY_DATA_DIR: '' }, join(homedir(), '.config', 'Parley')],
  ['darwin', {}, join(homedir(), 'Library', 'Application Support', 'Parley')],
  ['win32', { APPDATA: '/roaming' }, '/roaming/Parley'],
  ['win32', { APPDATA: '' }, join(homedir(), 'AppData', 'Roaming', 'Parley')],
] as const)('on %s with %o takes %s', (platform, env, folder) => {
  expect(profileFolder({ env, platform })).toBe(folder)
})

it('keeps every file of a profile in its folder, each under a name of its own', () => {
  const { folder, ...files } = profilePaths('/data/parley')
  const paths = Object.values(files)
  expect(folder).toBe('/data/parley')
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths.every((path) => path.startsWith('/data/parley/'))).toBe(true)
})
