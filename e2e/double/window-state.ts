import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, Rectangle, Size } from 'electron'

/** Everything a window remembers and nobody draws: size, place, visibility, title, colours. */
export class WindowState extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions
  title: string
  private bounds: Rectangle
  private minimum: Size
  private visible: boolean
  private minimized = false
  private maximized = false
  private fullScreen = false
  private front = true
  private background: string

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
    this.title = options.title ?? ''
    this.visible = options.show !== false
    this.background = options.backgroundColor ?? '#FFF'
    this.minimum = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 }
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.bounds = { x, y, ...this.fitted({ width, height }) }
  }

  show(): void {
    if (!this.visible) this.change('show', () => (this.visible = true))
    this.focus()
  }

  showInactive(): void {
    if (!this.visible) this.change('show', () => (this.visible = true))
  }

  hide(): void {
    if (this.visible) this.change('hide', () => (this.visible = false))
  }

  isVisible(): boolean {
    return this.visible
  }

  /** Announces focus each time; the double does not know which window the person is in. */
  focus(): void {
    this.front = true
    this.emit('focus', {})
  }

  /** As when the person goes on in another program, until something focuses the window. */
  blur(): void {
    if (this.front) this.change('blur', () => (this.front = false))
  }

  /** Whether no other program has the person. */
  protected isInFront(): boolean {
    return this.front && this.visible && !this.minimized
  }

  minimize(): void {
    if (!this.minimized) this.change('minimize', () => (this.minimized = true))
  }

  restore(): void {
    if (this.minimized) this.change('restore', () => (this.minimized = false))
  }

  isMinimized(): boolean {
    return this.minimized
  }

  maximize(): void {
    if (!this.maximized) this.change('maximize', () => (this.maximized = true))
  }

  unmaximize(): void {
    if (this.maximized) this.change('unmaximize', () => (this.maximized = false))
  }

  isMaximized(): boolean {
    return this.maximized
  }

  setFullScreen(on: boolean): void {
    if (on === this.fullScreen) return
    this.change(on ? 'enter-full-screen' : 'leave-full-screen', () => (this.fullScreen = on))
  }

  isFullScreen(): boolean {
    return this.fullScreen
  }

  getBounds(): Rectangle {
    return { ...this.bounds }
  }

  getNormalBounds(): Rectangle {
    return this.getBounds()
  }

  getSize(): number[] {
    return [this.bounds.width, this.bounds.height]
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  getMinimumSize(): number[] {
    return [this.minimum.width, this.minimum.height]
  }

  setMinimumSize(width: number, height: number): void {
    this.minimum = { width, height }
  }

  setBounds(change: Partial<Rectangle>): void {
    const before = this.bounds
    const wanted = { ...before, ...change }
    const after = { x: wanted.x, y: wanted.y, ...this.fitted(wanted) }
    this.bounds = after
    if (after.x !== before.x || after.y !== before.y) this.emit('move', {})
    if (after.width !== before.width || after.height !== before.height) this.emit('resize', {})
  }

  setTitle(title: string): void {
    this.title = title
  }

  getTitle(): string {
    return this.title
  }

  setBackgroundColor(color: string): void {
    this.background = color
  }

  getBackgroundColor(): string {
    return this.background
  }

  setTitleBarOverlay(overlay: object): void {
    this.options.titleBarOverlay = overlay
  }

  setMenuBarVisibility(_visible: boolean): void {}

  private fitted({ width, height }: Size): Size {
    return { width: Math.max(width, this.minimum.width), height: Math.max(height, this.minimum.height) }
  }

  private change(event: string, apply: () => void): void {
    apply()
    this.emit(event, {})
  }
}
