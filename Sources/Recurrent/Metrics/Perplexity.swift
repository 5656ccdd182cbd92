extension Evaluation {
    /// exp(loss): the number of equally likely symbols that would leave the same uncertainty.
    public var perplexity: Double { ReproducibleMath.exp(loss) }

    /// Cross-entropy in bits per symbol: loss / ln 2.
    public var bitsPerSymbol: Double { loss / 0.693147180559945309417 }
}
