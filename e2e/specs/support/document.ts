/** An answer with a piece of everything that Markdown has, and of what is hard to fit into a window. */
export const documentOfEverything = `# Heading one

A paragraph with **bold**, *emphasis*, ~~deleted~~, \`inline code\`, a [link](https://example.com/docs) and a note[^1]. Averyveryverylongwordthatneverendsandgoesonandonandon_${'x'.repeat(140)}.

## A table

| Port | Lead time | Cost per container | Notes on what happens there when it is very busy |
| --- | ---: | ---: | :---: |
| Bremerhaven | 2 days | 1,240 | ok |
| Rotterdam | 4 days | 980 | \`late\` |

### A wide one

| a | b | c | d | e | f | g | h | i | j | k | l | m | n |
| - | - | - | - | - | - | - | - | - | - | - | - | - | - |
| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 |

\`\`\`typescript
export async function answer(question: string, options: { readonly timeoutMs: number; readonly signal: AbortSignal; readonly retries: number }): Promise<string> {
  // The first comment
  const reply = await fetch('https://example.com', { signal: options.signal })
  return reply.text()
}
\`\`\`

1. First
2. Second
   - nested
   - nested too
3. Third

- [x] done task
- [ ] open task with **bold**

> A quote that says something
> over two lines.

Inline math $e^{i\\pi} + 1 = 0$ and display:

$$\\int_0^\\infty e^{-x^2} dx = \\frac{\\sqrt{\\pi}}{2}$$

![A chart of lead times](https://pics.example/x.png)

---

مرحبا بالعالم، هذا نص باللغة العربية يظهر من اليمين إلى اليسار مع كلمة English في الوسط.

日本語の文章です。これは長い行がどのように折り返されるかを確認するための文章で、句読点も含みます。中文也一样，应该正确换行，不会超出边界。

\`\`\`
plain text block without a language ${'y'.repeat(160)}
\`\`\`

#### Fourth level

Last words.

[^1]: The source of the note.
`
