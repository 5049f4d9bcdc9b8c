/** What the demo model says. */
export const demo = {
  'demo.model': 'Demo model',
  'demo.greeting':
    'Hello! I am the small demo model that is built into Parley. Ask me to calculate something, or for the time in a city.',
  'demo.thanks': 'You are welcome.',
  'demo.about':
    'Parley is a chat app for people who work with language models all day. It keeps your chats on this computer, shows answers while they are written, and runs tools for the model.\n\nI am only its built-in **demo model**: I follow fixed rules and need no network. Connect OpenAI, Anthropic or another provider in **Settings** to talk to a real one.',
  'demo.abilities':
    'I can do a few things, all on this computer:\n\n- calculate, for example *What is 15 \\* 25?*\n- tell the time in a city, for example *What time is it in Tokyo?*\n- search the files that you attach, for example *Search the files for notice period*\n- do several of them at once\n- show how Parley draws text, for example *Show me Markdown*\n\nFor everything else, connect a real model in **Settings**.',
  'demo.unknown':
    'I am the small **demo model** that is built into Parley, so I cannot answer that. I can calculate, tell the time in a city and show Markdown.\n\nTo talk to a real model, open **Settings**, choose a provider such as OpenAI or Anthropic and enter its key.',
  'demo.picture': 'I was given “{name}”: a picture ({kind}, {size}) of {width} × {height} pixels.',
  'demo.file': 'I was given “{name}” ({kind}, {size}).',
  'demo.text-file': 'I was given “{name}” ({kind}, {size}), which begins: “{words} …”',
  'demo.files':
    'As the **demo model** I cannot look at pictures or think about what a file says; a model that you connect in **Settings** can.',
  'demo.calculation': '{expression} = **{result}**.',
  'demo.calculation-failed': 'I could not calculate {expression}: {reason}.',
  'demo.time': 'It is {time} in {place} ({date}).',
  'demo.time-here': 'It is {time} here ({date}).',
  'demo.time-failed': 'I could not find out the time in {place}: {reason}.',
  'demo.time-failed-here': 'I could not find out the time: {reason}.',
  'demo.search': 'For “{query}”, {count} passages were found. The best one, in “{file}”: “{passage}”',
  'demo.search-nothing': 'Nothing was found for “{query}” in the files of this chat.',
  'demo.search-failed': 'I could not search the files: {reason}.',
  'demo.no-files': 'There is no file with text in this chat, or the search in files is switched off.',
  'demo.no-calculator': 'To calculate {expression} I need the calculator, which is switched off.',
  'demo.no-clock': 'To tell the time I need the clock, which is switched off.',
  'demo.markdown':
    'This is how Parley draws **bold**, *italic*, `code` and [links](https://commonmark.org):\n\n1. A list with numbers\n2. whose second point\n   - has a point of its own\n\n| City | Country | People |\n| --- | --- | ---: |\n| Tokyo | Japan | 37 million |\n| Paris | France | 11 million |\n\n```ts\nfunction greet(name: string): string {\n  return `Hello, ${name}!`\n}\n```\n\nAnd some mathematics: $e^{i\\pi} + 1 = 0$, or on a line of its own:\n\n$$\\int_0^1 x^2 \\, dx = \\frac{1}{3}$$\n',
} as const
