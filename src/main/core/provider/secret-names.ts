/** The name under which a provider's key lies in the secret store. */
export function keyName(id: string): string {
  return `provider.${id}.key`
}

/** The name under which `user:password` of a provider's proxy lies there. */
export function proxyName(id: string): string {
  return `provider.${id}.proxy`
}

/** The name under which the value of one of a provider's headers lies there. */
export function headerName(id: string, header: string): string {
  return `provider.${id}.header.${header}`
}
