import { Component, createContext, type ReactNode, Suspense, useContext } from 'react'

/** Told once of each part that could not be loaded or drawn. */
export const OnBroken = createContext<(error: unknown) => void>(() => undefined)

export interface WindowPartProps {
  readonly children: ReactNode
  /** Stands where the part would, if it fails; nothing does without it. */
  readonly instead?: ReactNode
}

/** A part that may have to be loaded. One that fails is left out: it does not take the window with it. */
export function WindowPart({ children, instead }: WindowPartProps) {
  const onBroken = useContext(OnBroken)
  return (
    <Boundary onBroken={onBroken} instead={instead}>
      <Suspense>{children}</Suspense>
    </Boundary>
  )
}

interface BoundaryProps extends WindowPartProps {
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
