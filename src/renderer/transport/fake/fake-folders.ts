import type { FakeHandlers } from './fake-method.ts'
import type { FakeWorld } from './fake-world.ts'

/** Folders and changes of files, in memory. */
export function fakeFolderHandlers(
  world: FakeWorld,
): Pick<FakeHandlers, Extract<keyof FakeHandlers, `folders.${string}`>> {
  const without = (path: string) => world.folders.folders.filter((folder) => folder.path !== path)
  return {
    'folders.list': () => world.folders,
    'folders.grant': (folder) =>
      (world.folders = { ...world.folders, folders: [...without(folder.path), folder] }),
    'folders.choose': () => ({ path: '/home/ada/Chosen' }),
    'folders.revoke': ({ path }) => (world.folders = { ...world.folders, folders: without(path) }),
    'folders.undo': ({ id }) =>
      (world.folders = { ...world.folders, writes: world.folders.writes.filter((each) => each.id !== id) }),
  }
}
