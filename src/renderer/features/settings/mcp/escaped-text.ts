// Controls, marks of direction, and blanks that are not the usual one: what a reader would not see.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|(?! )\p{Zs}|[\u3164\u115F\u1160\uFFA0\u2800]/gu

/** Text in which every letter can be seen: what is invisible stands as its number. */
export function escapedText(text: string): string {
  return text.replaceAll(unseen, (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`)
}
