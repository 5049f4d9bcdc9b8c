/** The style of an exported page. Its hash stands in the page's policy, so that no other style can apply. */
export const htmlStyle = `
:root { color-scheme: light dark; --line: light-dark(#dcdcd8, #3a3a38); --muted: light-dark(#5c5c58, #a3a39e); }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fff, #1b1b1a);
  color: light-dark(#1d1d1b, #ececea); font: 16px/1.6 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { margin: 2rem 0 0.25rem; color: var(--muted); font-size: 0.875rem; font-weight: 600; }
p, pre { margin: 0.5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
details { margin: 0.5rem 0; padding: 0.5rem 0.75rem; border: 1px solid var(--line); border-radius: 8px; }
summary { color: var(--muted); cursor: pointer; }
pre { font: 13px/1.5 ui-monospace, monospace; }
img { max-width: 100%; }
`

/** SHA-256 of the style, in base64. */
export const htmlStyleHash = 'pYma2AO7ZjWakC4SvK5Aje2Bbv7MqMzU012zygGq7vU='
