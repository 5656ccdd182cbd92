import Datasets

extension ForeignFormat {
    /// What the file is, and the lines of Python that make a file of it that is read.
    ///
    /// - Parameter forWeights: whether weights are expected, as a safetensors file; data elsewhere.
    func sentence(forWeights: Bool) -> String { "This is \(title). " + (forWeights ? weightsAdvice : dataAdvice) }

    private var title: String {
        switch self {
        case .pytorch: "a PyTorch file (torch.save)"
        case .hdf5: "an HDF5 file (.h5)"
        case .keras: "a Keras model (.keras)"
        case .parquet: "a Parquet file"
        case .pickle: "a Python pickle"
        case .arrow: "an Arrow file"
        case .matlab: "a MATLAB file (.mat)"
        case .excel: "an Excel workbook"
        case .sqlite: "a SQLite database"
        case .wave: "a WAV recording"
        case .png: "a PNG picture"
        case .jpeg: "a JPEG picture"
        case .pdf: "a PDF document"
        case .tar: "a tar archive"
        case .xz: "a file packed by xz"
        case .bzip2: "a file packed by bzip2"
        case .zstandard: "a file packed by zstd"
        case .sevenZip: "a 7z archive"
        }
    }

    private var weightsAdvice: String {
        switch self {
        case .pytorch, .pickle:
            "Make a safetensors file of its weights in Python:\n"
                + "  import torch; from safetensors.torch import save_file\n"
                + "  save_file({k: v.contiguous() for k, v in torch.load(\"FILE\", map_location=\"cpu\").items()}, \"weights.safetensors\")"
        case .hdf5, .keras:
            "Make a safetensors file of its weights in Python, its layers numbered from 0, and load it with format: keras:\n"
                + "  import keras; from safetensors.numpy import save_file; model = keras.saving.load_model(\"FILE\")\n"
                + "  save_file({f\"{i}.{w.name}\": w.numpy() for i, l in enumerate(model.layers) for w in l.weights}, \"weights.safetensors\")"
        case .parquet, .arrow, .matlab, .excel, .sqlite, .wave, .png, .jpeg, .pdf, .tar, .xz, .bzip2, .zstandard, .sevenZip:
            "Expected weights in a safetensors file."
        }
    }

    private var dataAdvice: String {
        switch self {
        case .pytorch:
            python(
                "import numpy, torch; data = torch.load(\"FILE\")",
                "numpy.savez(\"data.npz\", x=data[\"x\"].numpy(), y=data[\"y\"].numpy())")
        case .hdf5:
            python("import h5py, numpy; data = h5py.File(\"FILE\")", "numpy.savez(\"data.npz\", x=data[\"x\"][:], y=data[\"y\"][:])")
        case .parquet: python("import pandas", "pandas.read_parquet(\"FILE\").to_csv(\"data.csv\", index=False)")
        case .arrow: python("import pandas", "pandas.read_feather(\"FILE\").to_csv(\"data.csv\", index=False)")
        case .excel: python("import pandas", "pandas.read_excel(\"FILE\").to_csv(\"data.csv\", index=False)")
        case .pickle:
            python(
                "import numpy, pickle; data = pickle.load(open(\"FILE\", \"rb\"))",
                "numpy.savez(\"data.npz\", x=data[\"x\"], y=data[\"y\"])")
        case .matlab:
            python(
                "import numpy, scipy.io; data = scipy.io.loadmat(\"FILE\")",
                "numpy.savez(\"data.npz\", x=data[\"x\"], y=data[\"y\"].ravel())")
        case .sqlite:
            python(
                "import pandas, sqlite3",
                "pandas.read_sql(\"select * from TABLE\", sqlite3.connect(\"FILE\")).to_csv(\"data.csv\", index=False)")
        case .wave: "Recordings are read from a folder that has a folder for each class, with wav(\"FOLDER\")."
        case .png, .jpeg:
            python("import numpy; from PIL import Image", "numpy.save(\"x.npy\", numpy.array(Image.open(\"FILE\").convert(\"L\"))[None])")
        case .keras: "It holds a model, not data; load(network, \"...\", data) reads weights from safetensors files."
        case .pdf: "Save its text as a .txt file, or its tables as .csv."
        case .tar, .xz, .bzip2, .zstandard, .sevenZip: "Unpack it first; the only compressed files that are read are .gz and .npz."
        }
    }

    private func python(_ first: String, _ second: String) -> String {
        "Convert it in Python:\n  \(first)\n  \(second)"
    }
}
