// The program that the public suite starts for each scenario. It hands the address on to the test, where the client is.

const [address = '', place = ''] = [process.argv.at(-1), process.env['PARLEY_CONFORMANCE']]
const context = process.env['MCP_CONFORMANCE_CONTEXT'] ?? '{}'
const query = new URLSearchParams({ url: address, context })
const response = await fetch(`${place}?${query.toString()}`)
process.exitCode = response.ok ? 0 : 1
