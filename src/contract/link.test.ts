import { expect, test } from 'vitest'
import { safeLink } from './link.ts'

const check = (text: string) => safeLink(text, (url) => URL.parse(url))

test.each([
  ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
  ['HTTPS://EXAMPLE.org', 'https://example.org/'],
  [' https://example.org ', 'https://example.org/'],
  ['https:/\\example.org', 'https://example.org/'],
  ['https://exa\nmple.org/', 'https://example.org/'],
  ['mailto:ada@example.org', 'mailto:ada@example.org'],
])('EL-06 %j opens as %s', (text, link) => expect(check(text)).toBe(link))

test.each([
  'file:///etc/passwd',
  'smb://host/share',
  '\\\\host\\share',
  'ms-msdt:/id',
  'calculator:',
  'vbscript:x',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'app://parley/index.html',
  'about:blank',
  'blob:https://example.org/1',
  'https://user:secret@example.org/',
  'https://',
  '',
  'example.org',
])('EL-06 %j does not', (text) => expect(check(text)).toBeUndefined())
