import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Client } from '@modelcontextprotocol/client'
import type { SharedFolders } from '../core/ports/tool-servers.ts'

/** Answers a server that asks for folders, and tells it when they change; gives the function that ends the telling. */
export function shareFolders(client: Client, folders: SharedFolders): () => void {
  client.setRequestHandler('roots/list', () => ({
    roots: folders.current().map((path) => ({ uri: pathToFileURL(path).href, name: basename(path) })),
  }))
  // Before the server is ready it has asked for nothing, and one that has gone is asked anew by its next start.
  return folders.watch(() => void client.sendRootsListChanged().catch(() => undefined))
}
