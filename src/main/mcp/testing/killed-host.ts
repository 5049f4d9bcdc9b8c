import { recipeOf, hostOf, scripted } from './server-recipes.ts'
import { openToolServers } from '../tool-servers.ts'

// A Parley that starts a server in the folder and waits to be killed.

const [folder = '', script = '{}'] = process.argv.slice(2)
const servers = await openToolServers(hostOf(folder))
servers.configure([recipeOf('left', scripted(JSON.parse(script)))])
await servers.list()
process.stdout.write('ready\n')
