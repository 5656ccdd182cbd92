import Charts
import Datasets

extension SequenceExample {
    /// The example as charts draw it; shares the dataset's storage.
    var picture: SequencePicture {
        var picture = SequencePicture(
            name: "\(dataset.name)[\(index)]", steps: steps, input: input, truth: truth, classNames: outputNames)
        if case .channels(_, let width) = picture.input, dataset.storage.details.featureNames.count == width {
            picture.channelNames = dataset.storage.details.featureNames
        }
        if let times = dataset.timeLabel(of: index) { picture.time = { times.text($0) } }
        return picture
    }

    private var input: SequencePicture.Input {
        let range = dataset.steps(index)
        switch dataset.storage.inputs {
        case .symbols(let ids, let vocabulary): return .symbols(ids[range], vocabulary: vocabulary)
        case .features(let all, let width):
            var values = all[range.lowerBound * width..<range.upperBound * width]
            let details = dataset.storage.details
            if details.inputScale != nil || !details.levels.isEmpty { values = dataset.inputsInOwnUnits(of: index)[...] }
            switch presentation {
            case .imageRows: return .imageRows(values, width: width)
            case .glyphs(let columns, let rows) where columns > 0 && columns * rows == width:
                return .glyphs(values, width: columns, height: rows)
            case .glyphs, .channels, .symbols: return .channels(values, width: width)
            }
        }
    }

    private var truth: SequencePicture.Truth {
        let sequence = dataset.selection[index]
        let range = dataset.steps(index)
        return switch dataset.storage.targets {
        case .sequenceClasses(let labels, _): .sequenceClass(Int(labels[sequence]))
        case .stepClasses(let labels, _): .stepClasses(labels[range])
        case .nextSymbol: .nextSymbol
        case .sequenceLabels: .sequenceLabels(Set(trueLabels ?? []))
        case .labelSequences(let labels, _): .labelSequence(labels[sequence])
        // Each has a picture of its own.
        case .several: .sequenceValues([])
        case .sequenceValues: .sequenceValues(trueValues[...])
        case .stepValues(_, let width): .stepValues(trueValues[...], width: width)
        }
    }
}
