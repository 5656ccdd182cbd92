extension Evaluation {
    /// exp(loss): among how many equally likely symbols the network hesitates.
    public var perplexity: Double { ReproducibleMath.exp(loss) }

    /// Cross-entropy in bits a symbol: loss / ln 2.
    public var bitsPerSymbol: Double { loss / 0.693147180559945309417 }
}
