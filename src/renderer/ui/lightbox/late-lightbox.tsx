import { lazy } from 'react'
import { WhenOpened } from '../dialog/when-opened.tsx'
import type { LightboxProps } from './lightbox.tsx'

const Lightbox = lazy(async () => ({ default: (await import('./lightbox.tsx')).Lightbox }))

/** A lightbox that is loaded when it is first opened. */
export function LateLightbox(props: LightboxProps) {
  return (
    <WhenOpened open={props.open}>
      <Lightbox {...props} />
    </WhenOpened>
  )
}
