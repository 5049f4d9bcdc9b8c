import { Component, createContext, type ReactNode, Suspense, useContext } from 'react'
import { useTypeAhead } from './type-ahead.ts'

/** Told once of each part that could not be loaded or drawn. */
export const OnBroken = createContext<(error: unknown) => void>(() => undefined)

export interface WindowPartProps {
  readonly children: ReactNode
  /** Stands where the part would, if it fails; nothing does without it. */
  readonly instead?: ReactNode
  /** True while it is a dialog that was asked for and that one types into: what is typed before it is there waits for it. */
  readonly awaited?: boolean
}

/** A part that may have to be loaded. One that fails is left out: it does not take the window with it. */
export function WindowPart({ children, instead, awaited = false }: WindowPartProps) {
  const onBroken = useContext(OnBroken)
  return (
    <Boundary onBroken={onBroken} instead={instead}>
      <TypeAhead awaited={awaited} />
      <Suspense>{children}</Suspense>
    </Boundary>
  )
}

function TypeAhead({ awaited }: { readonly awaited: boolean }) {
  useTypeAhead(awaited)
  return null
}

interface BoundaryProps extends Pick<WindowPartProps, 'children' | 'instead'> {
  readonly onBroken: (error: unknown) => void
}

class Boundary extends Component<BoundaryProps, { readonly broken: boolean }> {
  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override state = { broken: false }

  override componentDidCatch(error: unknown): void {
    this.props.onBroken(error)
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.instead : this.props.children
  }
}
