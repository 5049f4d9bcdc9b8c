/** What is said about MCP servers. */
export const mcp = {
  'failure.mcp-server-missing': 'There is no MCP server with the name “{name}”.',
  'failure.mcp-name-taken':
    'The MCP server “{other}” has this name or one too like it. Choose another name: tools are told apart by it.',
  'failure.mcp-window-only':
    "Commands that start programs, and variables of this computer, are given to servers only in Parley's own window, never from a page or a program.",
  'failure.mcp-import-unreadable':
    'This text is not JSON ({detail}). Paste the whole file, from the first brace to the last.',
  'failure.mcp-import-empty':
    'There is no server in this text. It must have "mcpServers" as in Claude Desktop and Cursor, or "servers" as in VS Code.',
  'failure.mcp-variable-refused':
    '{server} wants the variable {variable}, which it may not have. Allow it in Settings, under MCP servers, or give the value there. Keys of model providers are never handed on.',
  'failure.mcp-variable-missing':
    '{server} wants the variable {variable}, which is not set where Parley was started. Give the value in Settings, under MCP servers.',
  'failure.mcp-command-missing':
    'The command “{command}” of {server} was not found. Install it, or write its whole path.',
  'failure.mcp-start-failed': '{server} could not be started ({reason}).',
  'failure.mcp-start-timeout': '{server} was not ready within {seconds} s.',
  'failure.mcp-exited': '{server} ended by itself ({reason}).',
  'failure.mcp-silent': '{server} did not answer any more. It was ended and is started again.',
  'failure.mcp-unreachable': '{server} cannot be reached at {host} ({reason}). Check the address.',
  'failure.mcp-login-needed':
    '{server} at {host} wants a login ({status}). Add the header that it asks for, such as authorization.',
  'failure.mcp-redirected':
    '{server} at {host} sends Parley to another address. Nothing was sent there; if it is right, set that address.',
  'failure.mcp-protocol-broken': '{server} does not keep to the protocol: {reason}.',
  'failure.mcp-not-ready': '{tool} cannot be used now: {server} does not run. {reason}',
  'failure.mcp-tool-changed':
    'The server {server} changed its tool {tool} after the model was told of it, so the call was not made. Look at the tool before you allow it again.',
} as const
