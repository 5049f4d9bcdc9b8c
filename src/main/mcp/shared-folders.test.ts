import { expect, test } from 'vitest'
import type { SharedFolders } from '../core/ports/tool-servers.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { nodeLaunch, publishedServer, recipeOf } from './testing/server-recipes.ts'
import { callOptions, openServers } from './testing/servers-fixture.ts'

const everything = nodeLaunch(publishedServer('server-everything'), 'stdio')

function foldersOf(
  ...paths: string[]
): SharedFolders & { readonly open: (path: string) => void; readonly watchers: () => number } {
  const listeners = new Set<() => void>()
  return {
    current: () => paths,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watchers: () => listeners.size,
    open(path) {
      paths.push(path)
      for (const listener of listeners) listener()
    },
  }
}

test('MC-20 MC-16 a server is told of the open folders where it may know them, also when they change, and no other is', async () => {
  const folders = foldersOf('/home/ada/My notes')
  const servers = await openServers([
    { ...recipeOf('told', everything), folders },
    recipeOf('untold', everything),
  ])
  await Promise.all(['told', 'untold'].map((name) => servers.restart(name)))
  const names = (await servers.list()).map(({ name }) => name)
  expect(names.filter((name) => name.endsWith('get-roots-list'))).toEqual(['told__get-roots-list'])
  const asked = () => servers.call(callOf('told__get-roots-list'), callOptions)
  expect(await asked()).toContain('file:///home/ada/My%20notes')
  folders.open('/home/ada/letters')
  await expect.poll(asked).toContain('file:///home/ada/letters')
  await servers.restart('told')
  expect(folders.watchers()).toBe(1)
  await servers.close()
  expect(folders.watchers()).toBe(0)
})
